"""Section one in words."""

from exporters.wording.blocks import Head, Prose, Say

OVERVIEW = (
    Head(2, "部门基本情况"),
    Head(3, "主要职能"),
    Prose("duties"),
    Head(3, "机构情况"),
    Say("[{unit}内设机构包括：{offices/、: {name}[（{remark}）]}。]"),
    Say("[{unit}二级机构包括：{subordinates/、: {name}[（{remark}）]}。]"),
    Head(3, "人员情况"),
    Say(
        "{@year}年末实有在职人员{staff.serving}[（编制{staff.authorised}）][，离休人员{staff.retired_veterans}]"
        "[，其中一般公共预算财政拨款开支人员{staff.budget_paid}，包括][、行政人员{staff.administrative}]"
        "[、参照公务员管理人员{staff.civil_servant_managed}][、非参公事业人员{staff.public_institution}]"
        "[、离休人员{staff.budget_veterans}][；政府性基金预算财政拨款开支人员{staff.fund_paid}]"
        "[；经费自理人员{staff.self_funded}]。[年末实有政府雇员及合同制工作人员{staff.contract}。]"
    ),
    Head(2, "部门整体支出规模、使用方向和主要内容、涉及范围"),
    Head(3, "整体支出规模"),
    Say(
        "{@year}年部门经费支出总额为{scale.total}[，较上年{scale.last_year}{scale.change:增加|减少|持平}]"
        "[，{scale.change_rate:增长|下降|增幅为零}]。其中：基本支出{scale.basic}[，占总支出的{scale.basic_share}]"
        "；项目支出{scale.project}[（{scale.project_note}）][，占总支出的{scale.project_share}]"
        "[；经营支出{scale.operating}，占总支出的{scale.operating_share}]"
        "[；上缴上级支出{scale.remitted}，占总支出的{scale.remitted_share}]"
        "[；对附属单位补助支出{scale.subsidies}，占总支出的{scale.subsidies_share}]。"
    ),
    Head(3, "使用方向和主要内容、涉及范围"),
    Prose("scale.purpose", before="使用方向："),
    Say(
        "主要内容及涉及范围：基本支出{scale.basic}，其中：人员经费支出{scale.personnel}，公用经费支出{scale.general}；"
        "项目支出{scale.project}[，其中：{scale.functions/，: {name}{amount}}]。"
    ),
)
