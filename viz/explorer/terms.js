// Words for what the graph's vocabulary, rules and methods are called, and for the keys; Chinese first, English second.

export const KEYS = [
  ["/", ["搜索", "search"]],
  ["?", ["本帮助", "this help"]],
  ["g …", ["g 后按 o g h m p d r q e 切换页面", "g then o g h m p d r q e: change page"]],
  ["↑ ↓ ← →", ["图谱中移到相邻节点", "graph: move between neighbours"]],
  ["Enter", ["展开节点（至多 20 个），层级中展开下级", "expand the node (20 at most); unfold a box of the hierarchy"]],
  ["Shift + 点击", ["两点间的路径", "path between two nodes"]],
  ["Space", ["层级中看隶属关系的原句", "hierarchy: the sentence behind a box"]],
  ["+ −", ["全景中缩放", "whole map: zoom"]],
  ["Backspace", ["撤销上一步", "undo"]],
  ["Esc", ["清除选择、关闭面板", "clear the selection, close panels"]],
];

export const TERMS = {
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

/** Rules by which names are one, as a person says them (`kg resolve` explains each at length). */
export const RULES = {
  "document-alias": ["文中写明的简称", "short name told in the text"], "declared-alias": ["文中声明的别名", "alias told in the text"],
  "declared-bracket": ["括号注明", "told in brackets"], "declared-rename": ["文中写明的更名", "rename told in the text"],
  knowledge: ["公开名录", "public directory"], "knowledge-parent": ["公开名录的上级", "parent in a public directory"],
  "legal-form": ["省略公司形式", "legal form left out"], "trade-drop": ["省略行业", "trade left out"], "place-drop": ["省略地名", "place left out"],
  "higher-place-drop": ["省略上级地名", "higher place left out"], "place-and-trade-drop": ["省略地名与行业", "place and trade left out"],
  "national-prefix-drop": ["省略“中国”", "“China” left out"], "owner-prefix": ["前冠上级名称", "owner's name in front"],
  "owner-path": ["由上级路径确定", "by the path of owners"], "context-owner": ["由上下文的上级确定", "by the owner in context"],
  "group-brand": ["集团字号", "brand of the group"], "group-marker-inside": ["名中含集团", "group marker inside"], "compound-name": ["复合名称", "compound name"],
  "person-employer": ["同名且同一单位", "same name, same employer"], "person-name": ["同名", "same name"], "person-context": ["同名且同一文", "same name, same text"],
  "person-award": ["同名且同一奖项", "same name, same award"], "person-issuer": ["同名且同一发文单位", "same name, same issuer"],
  "award-series": ["同一奖项的不同写法", "one award, written differently"], "award-year": ["奖项前的年份", "year before the award"],
  "award-session": ["奖项的届次", "session of the award"], "award-rank": ["奖项的等次", "rank of the award"], "award-kind": ["奖项的类别", "kind of the award"],
  "award-ending": ["奖项的后缀", "ending of the award"], "award-place-suffix": ["奖项的地名", "place of the award"],
  "project-phase": ["工程的期次", "phase of the project"], "project-kind": ["工程的类别", "kind of the project"], "project-quoted-name": ["引号中的工程名", "name in quotes"],
};

/** What read the sentence, by the beginning of the method's name. */
export const METHODS = [
  [/^membership/, ["隶属规则", "membership rules"]], [/^posts/, ["任职规则", "post rules"]], [/^conferral.*:table/, ["授奖表格", "award tables"]],
  [/^conferral.*:roll/, ["授奖名单", "award rolls"]], [/^conferral/, ["授奖规则", "award rules"]], [/^cooperation/, ["合作规则", "cooperation rules"]],
  [/^undertaking/, ["承担规则", "undertaking rules"]], [/^themes/, ["主题模型", "theme model"]], [/^names?\b/, ["名称规则", "name rules"]],
];
