// Words of the pages, Chinese first; the switch keeps its choice in the browser where it can.

const WORDS = {
  "app": ["企谱", "Qipu"],
  "nav.overview": ["总览", "Overview"],
  "nav.graph": ["图谱", "Graph"],
  "nav.hierarchy": ["层级", "Hierarchy"],
  "nav.matrix": ["奖项矩阵", "Award matrix"],
  "nav.paths": ["路径", "Paths"],
  "nav.documents": ["原文", "Documents"],
  "nav.review": ["核对", "Review"],
  "nav.sparql": ["查询", "Query"],
  "nav.exports": ["导出", "Export"],
  "entity": ["实体", "Entity"],
  "lang": ["EN", "中文"],
  "theme": ["深浅色", "Light / dark"],
  "help": ["帮助", "Help"],
  "close": ["关闭", "Close"],
  "search": ["搜索企业、人物、奖项、项目（名称、简称、拼音、首字母）", "Search by name, short name, pinyin or initials"],
  "search.none": ["没有找到", "Nothing found"],
  "loading": ["正在读取…", "Loading…"],
  "error": ["出错了", "Something went wrong"],
  "retry": ["重试", "Try again"],
  "empty": ["没有内容", "Nothing here"],
  "more": ["更多", "More"],
  "all": ["全部", "All"],
  "evidence": ["证据", "Evidence"],
  "evidence.none": ["选中一个节点或一条关系，这里显示出处原句。", "Select a node or a relation: its sentence shows here."],
  "in.subOrganizationOf": ["下属企业", "Sub-organisations"],
  "in.unitOf": ["内设机构", "Units"],
  "in.holdsPost": ["任职人员", "People in post"],
  "in.conferral": ["获奖者", "Recipients"],
  "in.undertakes": ["承担单位", "Undertaken by"],
  "in.cooperatesWith": ["合作", "Cooperates with"],
  "in.addressesTheme": ["服务该主题者", "Who addresses this theme"],
  "in.conferredBy": ["所授荣誉", "Conferred"],
  "in.forWork": ["因此获奖", "Honoured for this"],
  "evidence.open": ["在原文中查看", "See it in the document"],
  "page": ["第 {n} 页", "page {n}"],
  "method": ["方法", "method"],
  "confidence": ["置信度", "confidence"],
  "sources": ["{n} 处出处", "{n} sources"],
  "facts": ["事实", "Facts"],
  "aliases": ["别名", "Also called"],
  "parents": ["上级", "Belongs to"],
  "posts": ["任职", "Posts"],
  "awards": ["奖项", "Awards"],
  "documents": ["文档", "Documents"],
  "merges": ["合并依据", "Why these names are one"],
  "conflicts": ["存疑", "To check"],
  "entities": ["实体", "Entities"],
  "snapshot": ["快照", "Snapshot"],
  "years": ["年份", "Years"],
  "year": ["年份", "Year"],
  "level": ["层级", "Level"],
  "rank": ["等次", "Rank"],
  "type": ["类型", "Type"],
  "types": ["类型", "Types"],
  "relation": ["关系", "Relation"],
  "relations": ["关系", "Relations"],
  "label": ["名称", "Name"],
  "recipient": ["获奖者", "Recipient"],
  "subsidiary": ["所属企业", "Enterprise"],
  "award": ["奖项", "Award"],
  "conferrer": ["授予单位", "Conferred by"],
  "project": ["项目", "Project"],
  "document": ["文档", "Document"],
  "sentence": ["原句", "Sentence"],
  "count": ["数量", "Count"],
  "total": ["合计", "Total"],
  "from": ["从", "from"],
  "to": ["到", "to"],
  "show": ["查看", "Show"],
  "overview.groups": ["集团", "Groups"],
  "overview.hubs": ["关联最多", "Most connected"],
  "overview.newest": ["最新文档", "Newest documents"],
  "overview.check": ["值得核对", "Worth a look"],
  "overview.intro": [
    "这里把文档里的企业、人物、奖项、项目与政策主题连成图谱，每条关系都能看到原句。从搜索开始，或点开一个集团。",
    "Enterprises, people, awards, projects and policy themes of your documents, every relation with its sentence. Start with a search, or open a group.",
  ],
  "graph.start": ["搜索一个名称，或从下面的集团开始", "Search a name, or start from a group below"],
  "graph.list": ["当前可见节点", "Nodes in view"],
  "graph.expand": ["展开", "Expand"],
  "graph.remove": ["移除", "Remove"],
  "graph.center": ["以此为中心", "Centre here"],
  "graph.path": ["到此的路径", "Path to here"],
  "graph.undo": ["撤销", "Undo"],
  "graph.fit": ["适应窗口", "Fit"],
  "graph.arrange": ["重新排布", "Arrange"],
  "graph.filters": ["筛选", "Filters"],
  "graph.canvas": ["关系图，方向键在相邻节点间移动，回车展开", "Graph; arrow keys move between neighbours, Enter expands"],
  "graph.hidden": ["还有 {n} 个", "{n} more"],
  "hops": ["层数", "Hops"],
  "confidence.min": ["最低置信度", "Least confidence"],
  "hierarchy.units": ["含内设机构", "With departments and plants"],
  "hierarchy.asof": ["截至", "As of"],
  "matrix.by": ["列", "Columns"],
  "matrix.rollup": ["并入上级", "Roll up to parents"],
  "matrix.level": ["按层级", "by level"],
  "matrix.year": ["按年份", "by year"],
  "matrix.hint": ["点格中的数字，看是谁得了什么奖、哪句话为证。", "Click a number: who got which award, and the sentence that says so."],
  "matrix.empty": ["没有符合条件的授奖；放宽年份或层级再看。", "No conferral matches; widen the years or the level."],
  "matrix.csv": ["本表 CSV", "This table, CSV"],
  "matrix.svg": ["本表 SVG", "This table, SVG"],
  "matrix.rows": ["逐条授奖与原句：", "Every conferral with its sentence:"],
  "hierarchy.hint": ["圆圈展开下级；点方框看隶属关系的原句。键盘：方向键移动，回车展开，空格看原句。",
    "A circle unfolds; a box shows the sentence behind it. Keys: arrows move, Enter unfolds, Space shows the sentence."],
  "matrix.cell": ["该格的授奖", "Conferrals of this cell"],
  "paths.find": ["查找路径", "Find paths"],
  "paths.choose": ["再选一个终点，就能看到最短的联系链和每一步的原句。", "Choose the other end to see the shortest chains, each step with its sentence."],
  "paths.swap": ["互换", "Swap"],
  "paths.none": ["两者之间没有找到路径", "No path between the two"],
  "paths.intro": ["选两个实体，看它们怎样联系起来。", "Choose two entities to see how they are connected."],
  "check.low_confidence": ["置信度低", "low confidence"],
  "check.year": ["年份不一", "years differ"],
  "check.level": ["层级不一", "levels differ"],
  "check.circle": ["隶属成环", "hierarchy in a circle"],
  "check.parent": ["有两个上级", "two parents"],
  "check.confidence": ["置信度低", "low confidence"],
  "review.nothing": ["没有存疑的事实。", "Nothing in doubt."],
  "review.save": ["保存更正", "Save corrections"],
  "review.low": ["置信度低的事实", "Facts of low confidence"],
  "review.token": ["填入启动服务时的令牌即可保存更正", "Enter the service's token to save corrections"],
  "review.read": ["当前为只读。用 kg serve --token 启动并填入令牌后，可在此写入更正文件。",
    "Read-only now. Start kg serve --token and enter the token here to write the corrections file."],
  "review.accept": ["属实", "Accept"],
  "review.reject": ["不实", "Reject"],
  "review.rename": ["更名", "Rename"],
  "review.merge": ["合并到…", "Merge into…"],
  "review.split": ["拆分", "Split"],
  "review.saved": ["已写入更正文件，下次建图生效", "Written to the corrections file; it takes effect at the next build"],
  "review.draft": ["更正草稿", "Draft of corrections"],
  "sparql.examples": ["命名查询", "Named queries"],
  "sparql.run": ["运行", "Run"],
  "sparql.editor": ["SPARQL 编辑器", "SPARQL editor"],
  "sparql.static": ["静态站点没有查询服务。用 kg serve 打开同一图谱即可查询。", "A static site has no query service; open the graph with kg serve."],
  "sparql.graph": ["在图谱中查看结果", "Show the result as a graph"],
  "exports.awards": ["子企业 × 奖项（表格）", "Subsidiaries × awards (table)"],
  "exports.graph": ["整图", "The whole graph"],
  "exports.facts": ["全部事实与出处", "Every fact with its source"],
  "exports.page": ["单文件关系图（pyvis）", "One-file graph page (pyvis)"],
  "exports.page.short": ["单文件", "One file"],
  "exports.page.about": ["选一个实体，下载它周围的关系图：一个可离线打开、可转发的 HTML 文件。", "Choose a thing to get its surroundings as one HTML file that opens anywhere."],
  "download": ["下载", "Download"],
  "truncated": ["只显示前 {n} 条，共 {total} 条", "First {n} of {total}"],
  "text.before": ["前一部分（自第 {from} 字，共 {total} 字）", "Part before (from character {from} of {total})"],
  "text.after": ["后一部分（自第 {from} 字，共 {total} 字）", "Part after (from character {from} of {total})"],
  "text.mentions": ["提及", "mentions"],
  "theme.items": ["政策主题", "Policy themes"],
  "keys": ["快捷键", "Keys"],
};

const KEYS = [
  ["/", ["搜索", "search"]],
  ["?", ["本帮助", "this help"]],
  ["g …", ["g 后按 o g h m p d r q e 切换页面", "g then o g h m p d r q e: change page"]],
  ["↑ ↓ ← →", ["图谱中移到相邻节点", "graph: move between neighbours"]],
  ["Enter", ["展开节点（至多 20 个）", "expand the node (20 at most)"]],
  ["Shift + 点击", ["两点间的路径", "path between two nodes"]],
  ["Backspace", ["撤销上一步", "undo"]],
  ["Esc", ["清除选择、关闭面板", "clear the selection, close panels"]],
];

const TERMS = {
  Enterprise: ["企业", "Enterprise"], Unit: ["内部单位", "Unit"], Institution: ["机构", "Institution"],
  Person: ["人物", "Person"], Award: ["奖项", "Award"], Project: ["项目", "Project"], PolicyTheme: ["政策主题", "Policy theme"],
  Conferral: ["授奖", "Conferral"], Document: ["文档", "Document"], Membership: ["任职", "Membership"],
  subOrganizationOf: ["隶属于", "subsidiary of"], unitOf: ["内设于", "unit of"], holdsPost: ["任职于", "holds post at"],
  conferral: ["获得", "received"], undertakes: ["承担", "undertakes"], cooperatesWith: ["合作", "cooperates with"],
  addressesTheme: ["践行主题", "addresses"], conferredBy: ["颁发单位", "conferred by"], forWork: ["表彰成果", "given for"],
  international: ["国际级", "international"], national: ["国家级", "national"], provincial: ["省部级", "provincial"],
  industry: ["行业级", "industry"], municipal: ["市级", "municipal"], group: ["集团级", "group"],
  enterprise: ["企业级", "enterprise"], unknown: ["未注明", "unknown"],
  leads: ["牵头", "leads"], participates: ["参与", "participates"],
};

let language = read("qipu.lang") ?? "zh";

function read(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

export function keep(key, value) {
  try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing, and that is fine */ }
}

export const kept = read;
export const lang = () => language;
export const keys = () => KEYS.map(([key, words]) => [key, words[index()]]);
const index = () => (language === "zh" ? 0 : 1);

/** Switch between Chinese and English. */
export function setLanguage(next) {
  language = next === "en" ? "en" : "zh";
  keep("qipu.lang", language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

/** The words for a key, with {name} filled in. */
export function t(key, values = {}) {
  const text = (WORDS[key] ?? [key, key])[index()];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** The words for a term of the ontology (class, predicate, level, role), the term itself where unknown. */
export const term = (name) => (TERMS[name] ?? [name, name])[index()];
