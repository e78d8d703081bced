"""The standard wording: the eleven sections in their order with the official headings, and the three annexes."""

from exporters.wording.annexes import ANNEXES
from exporters.wording.assets import ASSETS
from exporters.wording.blocks import Section, Wording
from exporters.wording.funds import INSURANCE, fund_budget
from exporters.wording.general_budget import GENERAL_BUDGET
from exporters.wording.overview import OVERVIEW
from exporters.wording.work import IMPLEMENTATION, IMPROVEMENTS, PERFORMANCE, PROBLEMS, PUBLICATION
from model.schema.outline import Outline

_BLOCKS = {
    "overview": OVERVIEW,
    "general_budget": GENERAL_BUDGET,
    "implementation": IMPLEMENTATION,
    "assets": ASSETS,
    "government_funds": fund_budget("政府性基金"),
    "state_capital": fund_budget("国有资本经营"),
    "insurance": INSURANCE,
    "performance": PERFORMANCE,
    "problems": PROBLEMS,
    "improvements": IMPROVEMENTS,
    "publication": PUBLICATION,
}

STANDARD = Wording(
    "部门整体支出绩效自评报告",
    tuple(Section(part.name, part.label, _BLOCKS[part.name]) for part in Outline.elements if part.name in _BLOCKS),
    ANNEXES,
)
