"""What a heading says: the part of the report that it opens, and what the figures below it are about."""

from __future__ import annotations

import re
from typing import Final

# What the heading of each part says, by the key of its section; the first that fits counts. "" closes a part.
SECTIONS: Final = (
    ("", r"^(?:附件|附表)|其他需要说明|评价(?:工作)?(?:依据|方法|过程|组织|开展)|自评结论"),
    ("government_funds", r"政府性基金"),
    ("state_capital", r"国有资本"),
    ("insurance", r"(?:社会保险|社保)基金"),
    ("publication", r"结果.{0,6}(?:应用|运用|使用|公开)|应用和公开|(?:自评|评价).{0,6}公开"),
    (
        "improvements",
        r"(?:改进|整改|完善).{0,4}(?:措施|方向|建议|意见|计划|思路|打算)|下一?步.{0,6}(?:措施|打算|工作|计划)|(?:有关|相关|意见和|意见|对策)建议|^(?:建议|措施|打算|改进|下一步)$",
    ),
    ("problems", r"问题|不足|差距|短板"),
    ("assets", r"资产.{0,6}(?:管理|情况|状况|使用)|资产$"),
    (
        "implementation",
        r"项目(?!支出管理).{0,4}(?:组织实施|实施情况|管理情况|组织管理)|(?:内部|财务)(?:控制|管理)(?:情况)?$",
    ),
    (
        "general_budget",
        r"一般公共预算|(?:部门|单位|整体)支出(?:总体)?情况$|(?:支出|资金|经费).{0,3}(?:管理|收支).{0,4}使用|(?:经费|资金|预算)(?:的)?(?:使用|执行|支出|收支).{0,3}情况"
        r"|^(?:部门|单位)?(?:整体)?(?:资金|经费|支出|预算)(?:支出)?(?:使用|分析|执行|管理)(?:[及和与]?(?:使用|分析|执行|管理))?(?:情况|分析)?$",
    ),
    (
        "overview",
        r"(?:部门|单位|机构|基本|整体|本级|学校|机关).{0,6}(?:概况|概述|简介|基本情况)|^(?:概况|基本(?:情况|信息)|概述)$"
        r"|^(?!项目|资[产金]|预算).{0,8}(?:概[况貌览述]|简[介述况])$|职[责能].{0,4}(?:队伍|人员|机构)"
        r"|^(?:支出|收支|收入支出|经费收支|资金)(?:总体)?情况$|^(?:部门|单位)?(?:预算)?收支$|预算安排[与和及](?:预算)?执行(?:情况)?$",
    ),
    (
        "performance",
        r"绩效(?:目标)?完成|^绩效指标.{0,4}$|[干办做]了.{2}事|绩效(?:目标)?(?:.{0,4}(?:完成|实现))?(?:.{0,2}情况|分析|评价|成效)|(?:主要|工作|取得).{0,4}(?:成效|成绩|业绩)|履职|产出.{0,3}效[益果]|取得.{0,4}效果|主要产出"
        r"|工作(?:完成|开展)情况|^(?:主要|履职|部门|支出)?绩效$",
    ),
)
# What a heading inside a part or the title of a table is about: the home of the figures below it.
TOPICS: Final = (
    ("overview.duties", r"职能|职责"),
    ("overview.offices", r"机构(?!.{0,60}(?:人员|编制))"),
    ("overview.staff", r"人员|编制"),
    ("general_budget.three_public", r"三公"),
    ("overview.scale.functions", r"功能分类|按功能|支出功能"),
    ("general_budget.projects.unit_projects", r"(?:部门|单位)项目"),
    ("general_budget.projects.public_projects", r"公共项目"),
    ("general_budget.projects", r"项目支出|项目资金|专项资金|专项支出"),
    ("general_budget.basic", r"基本支出"),
    ("assets.disposals", r"处置(?:情况|资产|明细|表|$)|资产处置$"),
    ("assets.classes", r"分类|构成"),
    ("assets.performance", r"资产(?:的)?(?:绩效|使用效益)"),
    ("assets.book_values", r"账面|原值|折旧"),
    ("assets.management", r"配置|(?:资产)?管理制度|日常管理"),
    ("assets.totals", r"资产(?:总体|总量|总额|状况|规模|基本)|总体情况"),
    (
        "overview.scale",
        r"支出规模|整体支出|部门支出|支出(?:总体)?情况|收支|使用方向|支出构成|^资金情况|预算安排[与和及]",
    ),
)

# The title of each annex; that of one project's scores is looked for before that of the department's.
_TITLES: Final = (
    ("basic_data", re.compile("基础数据表")),
    ("project_evaluations", re.compile("(?:项目|专项).{0,12}自评表")),
    ("department_evaluation", re.compile("(?:整体|部门|单位).{0,12}(?:自评|评分|评价)表")),
)
_TITLE_LENGTH: Final = 60
# The title of the whole report, which may be set as a heading.
_OF_REPORT: Final = re.compile("(?:20[0-9]{2}年|关于|[局委办厅院校馆会心站队所处镇乡](?:部门|单位|整体)).*报告$")


def section_of(title: str) -> str | None:
    """The key of the section that a heading with that title opens; "" for an end; None where it opens none."""
    plain = _plain(title)
    if len(plain) > 40 or _OF_REPORT.search(plain):
        return None
    return next((key for key, words in SECTIONS if re.search(words, plain)), None)


def topic_of(title: str, section: str = "") -> str:
    """The home of the figures in ``section`` below a heading or in a table of that title; "" where it tells none."""
    plain = _plain(title)
    return next((home for home, words in TOPICS if home.startswith(section) and re.search(words, plain)), "")


def annex_of(title: str) -> str:
    """The key of the annex that a line is the title of; "" where it is none."""
    if len(title) > _TITLE_LENGTH or re.search("[。；]", title):
        return ""
    return next((key for key, words in _TITLES if words.search(title)), "")


def _plain(title: str) -> str:
    return re.sub(r"[“”‘’\"'《》\s]|（.{0,80}?）", "", title)
