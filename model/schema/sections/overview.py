"""Section one: who the department is, how many it employs, what it spent in all."""

from model.schema.fields import (
    FINAL_ACCOUNTS,
    LAST_FINAL_ACCOUNTS,
    PERSONNEL_OFFICE,
    Choice,
    Count,
    Flag,
    Money,
    Percent,
    Prose,
    SubjectName,
    Text,
    Year,
)
from model.schema.records import Group, Record, Rows
from model.schema.relations import AtMost, Equal, Hundred, When, around, growth, share
from model.schema.sections.execution import Execution
from model.text import words

ALL_BASIC = "全部基本支出"
GENERAL_BASIC = "一般公共预算基本支出"
ALL_EXPENDITURE = "全部支出"
BASIC_ONLY = "基本支出"


class Office(Record):
    """An internal office or a subordinate unit."""

    name = Text("名称", required=True, headings=("股室", "科室", "处室", "机构", "单位", "部门"))
    remark = Text("备注", aside=True, help="如：部门预算合并至局本级")


class Staff(Record):
    """Head-count at the end of the year."""

    source = PERSONNEL_OFFICE

    authorised = Count(
        "编制数", aliases=("核定编制", "人员编制", "编制人数", "编制总人数", "编制总数", "编制"), blank_is_none=True
    )
    serving = Count(
        "在职人员",
        aliases=words("""
            在职人数 在职职工 在职在编人员 在编在职人员 在编人员 在编在岗人员 在职干部职工 在编职工 在职干警
            在岗在编人员 在编在职 在职 在职教职工 在编教职工 在编教师 在编在岗
            在职在编 在编 在岗 在职在编干警 在编干警"""),
        required=True,
    )
    retired_veterans = Count(
        "离休人员", aliases=("离休干部", "离休人数", "离休", "离休教师", "离休职工"), blank_is_none=True
    )
    administrative = Count("行政人员", aliases=("公务员", "行政编制人员", "在职行政人员"), blank_is_none=True)
    civil_servant_managed = Count(
        "参照公务员管理人员",
        aliases=("参公人员", "参公管理人员", "参照公务员法管理人员", "参照公务员法管理的人员", "参公管理事业人员"),
        blank_is_none=True,
    )
    public_institution = Count(
        "非参公事业人员",
        aliases=("事业人员", "其他事业人员", "非参公人员", "非参公事业编制人员", "事业编制人员"),
        blank_is_none=True,
    )
    workers = Count(
        "工勤人员",
        aliases=("机关工勤人员", "工勤编制人员", "工勤人员人数"),
        blank_is_none=True,
        folded=True,
        help="在上列各类之外另计的；已算在行政或事业人员里的不填",
    )
    budget_veterans = Count("其中离休人员", aliases=("其中离休干部",), blank_is_none=True)
    budget_paid = Count(
        "一般公共预算财政拨款开支人员",
        administrative + civil_servant_managed + public_institution + workers + budget_veterans,
        aliases=("财政拨款开支人员", "一般公共预算开支人员", "一般公共预算财政拨款人员", "一般公共预算财政拨款开支"),
        required=True,
        source=PERSONNEL_OFFICE,
        help="行政、参公、非参公事业、工勤、离休人员之和",
    )
    fund_paid = Count("政府性基金预算财政拨款开支人员", aliases=("政府性基金预算开支人员",), blank_is_none=True)
    self_funded = Count("经费自理人员", aliases=("经费自理人数", "自收自支人员"), blank_is_none=True)
    retired = Count("退休人员", aliases=("退休人数", "退休职工", "退休干部"), blank_is_none=True, folded=True)
    control_rate = Percent(
        "在职人员控制率",
        share(serving, authorised),
        aliases=words("人员控制率 在职人员控制率 编制使用率 在职率 在编率 满编率"),
        folded=True,
        help="在职人员占编制数的百分比；填了才写进报告",
    )
    contract = Count(
        "政府雇员及合同制工作人员",
        aliases=words("""
            合同制工作人员 政府雇员 政府中高级雇员及合同制工作人员 合同制人员 编外聘用人员 编外人员 编外
            临聘人员 临时聘用人员"""),
        blank_is_none=True,
    )
    contract_name = Text(
        "雇员及合同制人员的称谓", help="如：政府中高级雇员及合同制工作人员；不填作“政府雇员及合同制工作人员”"
    )
    rules = (
        Equal(
            "by_funding",
            serving,
            budget_paid + fund_paid + self_funded - retired_veterans,
            remedy="按经费渠道分的人数之和应等于在职加离休人数",
            readings=(budget_paid + fund_paid + self_funded - budget_veterans,),  # 离休 not counted among those paid
        ),
        AtMost("posts", serving, authorised, remedy="在职人员超过编制，请核对或说明", severity="warning", there=True),
        AtMost("veterans", budget_veterans, retired_veterans, remedy="财政开支的离休人员不会多于全部离休人员"),
    )


class FunctionalClass(Record):
    """Project expenditure of one functional class."""

    name = SubjectName("功能分类科目", required=True, help="类级科目名称，如：教育支出")
    amount = Money("支出", required=True, source=FINAL_ACCOUNTS)


class EconomicClass(Record):
    """Expenditure of one economic class."""

    name = SubjectName("经济分类科目", required=True, help="类级科目名称，如：工资福利支出、商品和服务支出、资本性支出")
    amount = Money("支出", required=True, source=FINAL_ACCOUNTS)
    share = Percent("占比", share(amount, around("total")), help="占各类合计的百分比")


class Economic(Record):
    """Expenditure by economic class, of all expenditure or of the basic part."""

    scope = Choice("按经济分类的范围", (ALL_EXPENDITURE, BASIC_ONLY), help="所列各类是全部支出的，还是基本支出的")
    items = Rows(EconomicClass, "支出按经济分类", noun="经济科目", unique="name")
    total = Money("按经济分类合计", items.amount, source=FINAL_ACCOUNTS)
    rules = (
        AtMost("whole", total, around("scale").total, remedy="按经济分类的合计不会超过支出总额"),
        Equal(
            "all",
            total,
            around("scale").total,
            remedy="所列是全部支出的各类，合计应等于支出总额，看是否漏列，或多列、填大",
            when=When(scope, (ALL_EXPENDITURE,)),
        ),
        Equal(
            "basic",
            total,
            around("scale").basic,
            remedy="所列是基本支出的各类，合计应等于基本支出，看是否漏列，或多列、填大",
            when=When(scope, (BASIC_ONLY,)),
        ),
    )


class Income(Record):
    """Where the department's money came from, as the final accounts list it, and what is left of it."""

    source = FINAL_ACCOUNTS

    general_public = Money(
        "一般公共预算财政拨款收入", aliases=("一般公共预算拨款收入", "一般公共预算拨款"), blank_is_none=True
    )
    government_fund = Money("政府性基金预算财政拨款收入", blank_is_none=True)
    state_capital = Money("国有资本经营预算财政拨款收入", blank_is_none=True)
    from_superior = Money("上级补助收入", blank_is_none=True)
    special_account = Money("财政专户管理资金收入", blank_is_none=True)
    institution = Money("事业收入", blank_is_none=True)
    operating = Money("经营收入", blank_is_none=True)
    from_affiliated = Money("附属单位上缴收入", blank_is_none=True)
    other = Money("其他收入", blank_is_none=True)
    total = Money(
        "本年收入合计",
        general_public
        + government_fund
        + state_capital
        + from_superior
        + special_account
        + institution
        + operating
        + from_affiliated
        + other,
        aliases=("收入合计", "总收入", "收入总额", "部门收入"),
        source=FINAL_ACCOUNTS,
    )
    opening = Money("年初结转和结余", from_last=around("closing"))
    used_surplus = Money("使用非财政拨款结余", blank_is_none=True, help="含专用结余")
    distributed = Money("结余分配", blank_is_none=True)
    closing = Money("年末结转和结余")
    rules = (
        Equal(
            "closing",
            closing,
            total + opening + used_surplus - around("scale").total - distributed,
            remedy="收入支出决算总表：本年收入＋年初结转结余＋使用结余＝本年支出＋结余分配＋年末结转结余",
        ),
    )


class Scale(Record):
    """Expenditure of the whole department, of whatever source."""

    source = FINAL_ACCOUNTS

    basic = Money("基本支出", required=True)
    project = Money("项目支出", required=True)
    operating = Money("经营支出", blank_is_none=True)
    remitted = Money("上缴上级支出", blank_is_none=True)
    subsidies = Money("对附属单位补助支出", blank_is_none=True)
    total = Money(
        "支出总额",
        basic + project + operating + remitted + subsidies,
        required=True,
        source=FINAL_ACCOUNTS,
        aliases=words("""
            部门经费支出总额 整体支出总额 部门整体支出总额 部门整体支出 整体支出 总支出 支出合计 支出总计
            部门支出总额 部门总支出 部门支出 支出决算总额 经费总支出 支出规模 支出总规模 支出总量 全口径支出"""),
        help="支出决算表“合计”行",
    )
    last_year = Money("上年支出总额", required=True, from_last=total, source=LAST_FINAL_ACCOUNTS)
    change = Money("支出总额较上年增减额", total - last_year, signed=True, help="减少填负数")
    change_rate = Percent("支出总额较上年增减率", growth(total, last_year), signed=True, help="减少填负数")
    basic_share = Percent("基本支出占比", share(basic, total), help="占支出总额的百分比")
    project_share = Percent("项目支出占比", share(project, total), help="占支出总额的百分比")
    operating_share = Percent("经营支出占比", share(operating, total), blank_is_none=True, help="占支出总额的百分比")
    remitted_share = Percent("上缴上级支出占比", share(remitted, total), blank_is_none=True, help="占支出总额的百分比")
    subsidies_share = Percent(
        "对附属单位补助支出占比", share(subsidies, total), blank_is_none=True, help="占支出总额的百分比"
    )
    project_note = Text("项目支出口径说明", help="印在括号里，括号不用填，如：含通过财政支付系统拨付的公共项目资金")
    purpose = Prose("使用方向", phrase=True, help="一句话，如：主要用于保障机关正常运转和完成特定工作任务")
    personnel = Money("人员经费支出", aliases=("人员经费", "人员支出"), required=True)
    general = Money("公用经费支出", aliases=("公用经费", "日常公用经费", "公用支出", "日常公用支出"), required=True)
    breakdown_scope = Choice(
        "人员、公用经费口径",
        (ALL_BASIC, GENERAL_BASIC),
        default=ALL_BASIC,
        help="基本支出决算明细表只含一般公共预算时选后者",
    )
    execution = Group(Execution, "部门整体预算执行", computed={"actual": total}, folded=True)
    economic = Group(Economic, "按经济分类", folded=True)
    functions = Rows(FunctionalClass, "项目支出按功能分类", noun="科目", unique="name")
    rules = (
        Equal("rate_of_change", change_rate, share(change, last_year), remedy="增减率＝增减额÷上年数", typed=True),
        Hundred("shares", basic_share + project_share + operating_share + remitted_share + subsidies_share),
        Equal(
            "breakdown",
            basic,
            personnel + general,
            remedy="若人员、公用经费只含一般公共预算，请改选口径",
            when=When(breakdown_scope, ("", ALL_BASIC)),
        ),
        AtMost(
            "breakdown_part",
            personnel + general,
            basic,
            remedy="一般公共预算基本支出不会超过全部基本支出",
            when=When(breakdown_scope, (GENERAL_BASIC,)),
        ),
        Equal(
            "functions",
            project,
            functions.amount,
            remedy="各功能分类科目之和应等于项目支出，看是否漏列科目，或多列、填大",
        ),
    )


class Overview(Record):
    """部门概况."""

    unit = Text("单位名称", one_name=True, required=True, help="全称，与公章一致")
    short_name = Text("文中自称", help="如：我局；不填写作“我单位”")
    year = Year("报告年度", required=True, help="四位数，如 2022")
    tables = Flag("正文后附表格", setting=True, help="选“是”：三公经费、资产、社保基金的数在文字后另列成表")
    template = Text(
        "Word 模板",
        setting=True,
        unprinted="a file that the report is made with",
        help="与草稿放在同一文件夹的 .docx；不填用本程序的版式",
    )
    wording = Text(
        "提纲和句式",
        setting=True,
        unprinted="a file that the report is made with",
        help="与草稿放在同一文件夹的 .toml；不填用本程序的提纲",
    )
    duties = Prose("主要职能", required=True)
    offices = Rows(Office, "内设机构", noun="机构", unique="name")
    subordinates = Rows(Office, "二级机构", noun="单位", unique="name")
    staff = Group(Staff, "人员情况")
    scale = Group(Scale, "支出规模")
    income = Group(Income, "收入来源", folded=True)
