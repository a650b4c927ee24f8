"""Names reduced to keys for comparison: NFKC, traditional to simplified, quotes, dots, dashes and white space evened out.

A key is never shown and never becomes an IRI; the text keeps its own characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PAIRS = (
    "國国業业鋁铝銅铜鋼钢鐵铁電电網网華华東东廣广雲云貴贵陝陕遼辽寧宁蘇苏馬马鞍鞍陽阳連连蘭兰慶庆萬万億亿與与團团廠厂"
    "車车間间礦矿煉炼鋅锌鉛铅錫锡鎳镍鎢钨鉬钼鈦钛鋰锂鋯锆鍛锻鑄铸軋轧機机械械設设計计研研究究學学術术技技開开發发展展"
    "資资產产經经濟济貿贸運运輸输輪轮船船艦舰航航飛飞務务總总會会長长書书記记員员黨党勞劳動动獎奖狀状號号稱称標标準准"
    "鋒锋優优進进個个人人體体級级質质選选軍军衛卫醫医藥药療疗護护聯联協协關关閣阁單单縣县鄉乡鎮镇區区島岛灣湾龍龙鳳凤"
    "鳥鸟魚鱼麗丽麥麦黃黄齊齐齡龄興兴舉举舊旧義义習习聖圣聞闻職职聰聪聲声聽听肅肃脈脉腦脑臨临艱艰藝艺節节範范築筑"
    "籌筹簡简籃篮糧粮紀纪紅红約约級级純纯紙纸組组細细終终結结絕绝給给統统絲丝綜综綠绿維维綱纲緊紧線线編编練练縱纵"
    "績绩織织繼继續续纖纤羅罗羣群習习處处補补裝装製制複复見见規规視视親亲覺觉覽览觀观觸触訂订訊讯討讨訓训許许訪访"
    "設设評评詞词詢询試试詩诗話话詳详誠诚語语誤误說说誰谁課课調调談谈請请論论諸诸謀谋講讲謝谢證证識识譜谱警警譯译"
    "議议讀读變变讓让豐丰貝贝負负財财貢贡貨货責责販贩費费貸贷賀贺賓宾賢贤賣卖賴赖賽赛購购贊赞贏赢趙赵躍跃軌轨軟软"
    "載载輔辅輕轻輛辆辦办農农邊边達达遠远適适遷迁選选還还邁迈鄧邓鄭郑鄒邹醬酱釀酿釋释針针鈣钙鈉钠鈺钰鉀钾銀银鋪铺"
    "錄录錢钱錦锦鍋锅鎂镁鏈链鏡镜鐘钟鑫鑫鑽钻門门閉闭閔闵閣阁閩闽闊阔闖闯阪阪陰阴陳陈陸陆隊队階阶際际隨随險险隱隐"
    "雙双雜杂離离難难靈灵靜静響响頁页項项順顺預预領领頭头題题顏颜願愿類类顧顾風风飯饭飲饮館馆駐驻駕驾騰腾驗验驅驱"
    "鮮鲜鴻鸿鵬鹏鷹鹰鹽盐黃黄點点齒齿傑杰偉伟傳传債债傷伤僅仅儀仪價价儲储兒儿內内兩两冊册凱凯劃划劇剧劉刘劍剑勝胜"
    "勢势勵励勛勋勳勋區区協协參参吳吴呂吕員员問问啟启喬乔單单喪丧嚴严圍围園园圓圆圖图場场塊块塑塑塗涂塵尘墊垫壇坛"
    "壓压壘垒壯壮夢梦奪夺奮奋婦妇媽妈孫孙寶宝實实審审寫写寬宽將将專专尋寻對对導导層层屬属岡冈峽峡崗岗嶺岭巖岩鞏巩"
    "幣币帥帅師师帶带幫帮幹干應应廟庙廢废廳厅張张強强彈弹彙汇徑径從从復复徵征恆恒悅悦態态慣惯憲宪懷怀戰战戶户掃扫"
    "採采換换揚扬損损摯挚攝摄撥拨擇择擊击擔担據据擴扩攔拦敗败數数時时晉晋曉晓暫暂曆历會会東东條条楊杨極极構构榮荣"
    "樂乐樓楼樣样樹树橋桥檔档檢检權权歐欧歡欢歲岁歷历殘残殺杀氣气決决沒没況况淨净淺浅減减測测渦涡溫温滅灭漢汉漿浆"
    "潔洁潤润澤泽濱滨濕湿瀋沈灘滩無无煙烟煤煤熱热燈灯營营燦灿爐炉爭争爾尔牆墙獨独獲获獻献現现環环瑪玛產产畢毕畫画"
    "異异當当療疗瘋疯發发監监盤盘睜睁礎础確确碼码禮礼種种積积穩稳穫获窩窝競竞筆笔紗纱納纳純纯緣缘緩缓鍊链臺台灣湾"
    "後后裡里裏里徹彻擺摆檯台衆众眾众貫贯郵邮銷销鋸锯錨锚閥阀韓韩韋韦駿骏魯鲁黑黑龐庞龜龟豬猪贛赣潁颍滄沧滬沪渾浑"
    "澗涧濟济瀾澜煒炜燒烧瑩莹瓊琼瑤瑶皚皑盧卢窯窑簽签籤签絡络縉缙繩绳繪绘羨羡翹翘聶聂膠胶艙舱莊庄葉叶蔣蒋蕭萧薩萨"
    "藍蓝蘆芦蘊蕴蝦虾螞蚂蠶蚕訣诀詹詹謙谦賈贾賜赐轄辖轉转轟轰鄔邬鈞钧銘铭鋭锐銳锐鎔熔鎖锁閻阎閱阅闆板閘闸陝陕隸隶"
)
_TRADITIONAL = {ord(a): b for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) if a != b}
_DOTS = re.compile("[·•・‧∙⋅●᛫.．･]")
_QUOTES = re.compile("[\"'“”‘’「」『』《》〈〉＂＇`´〝〞]")
_DASHES = re.compile("[-‐‑‒–—―－─~～〜]+")
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_BRACKETS = {ord("("): "（", ord(")"): "）", ord("["): "（", ord("]"): "）", ord("〔"): "（", ord("〕"): "）"}
_BRACKETS |= {ord("【"): "（", ord("】"): "）"}
_LATIN_BEFORE = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")


def simplified(text: str) -> str:
    """Traditional characters that occur in names made simplified, one for one.

    >>> simplified("中國鋁業")
    '中国铝业'
    """
    return text.translate(_TRADITIONAL)


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """The key of a name: two writings of one name have one key. Quotes and white space vanish, brackets are （）.

    >>> fold("中国铝业集团 有限公司（山東）")
    '中国铝业集团有限公司（山东）'
    >>> fold("阿卜杜拉•买买提") == fold("阿卜杜拉·买买提")
    True
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _INVISIBLE.sub("", text)
    text = _DASHES.sub("-", _DOTS.sub("·", _QUOTES.sub("", text)))
    text = _LATIN_BEFORE.sub("\x01", _SPACE.sub(" ", text)).replace(" ", "").replace("\x01", " ")
    return simplified(text.translate(_BRACKETS)).strip("·，,、；;:：")
