"""The tables that follow the text of sections two, four and seven where the draft asks for them."""

from exporters.wording.blocks import Block, Each, Grid, If, Inside, Row


def asked(*grids: Block) -> If:
    """The tables, where the draft's switch for them is on."""
    return If("overview.tables", ("是",), grids)


def _line(name: str, label: str) -> Row:
    columns = ("budget", "actual", "saving", "last_year", "saving_last_year")
    return Row((label, *("{" + f"{name}{column}" + "}" for column in columns)))


THREE_PUBLIC = asked(
    Grid(
        "{@year}年度“三公”经费支出情况表",
        "万元",
        ("项目", "预算数", "决算数", "较预算节约", "上年决算数", "较上年节约"),
        (
            _line("reception.", "公务接待费"),
            _line("vehicles.", "公务用车购置及运行维护费"),
            _line("overseas.", "因公出国（境）费"),
            _line("", "合计"),
        ),
    )
)

ASSET_CLASSES = asked(
    Grid(
        "{@year}年末固定资产分类情况表",
        "万元",
        ("类别", "金额", "占比"),
        (
            Each(
                "classes.items",
                (
                    Row(("{name}", "{amount}", "{share}")),
                    Each("parts", (Row(("其中：{name}", "{amount}", "{share}")),)),
                ),
            ),
            Row(("合计（{classes.base}）", "{classes.base_amount}", "")),
        ),
    )
)

DISPOSALS = asked(
    Inside(
        "disposals",
        (
            Grid(
                "{@year}年度资产处置情况表",
                "万元",
                ("分类", "项目", "金额", "占比"),
                (
                    Each("by_kind", (Row(("按资产类别", "{name}", "{amount}", "{share}")),)),
                    Each("by_form", (Row(("按处置形式", "{name}", "{amount}", "{share}")),)),
                    Row(("合计", "", "{total}", "")),
                ),
            ),
        ),
        optional=True,
    )
)

FUNDS = asked(
    Grid(
        "{@year}年度社会保险基金收支情况表",
        "万元",
        ("基金", "预算收入", "预算支出", "决算收入", "决算支出", "本年收支结余", "年末滚存结余"),
        (
            Each(
                "funds",
                (
                    Row(
                        (
                            "{name}",
                            "{budget_income_total}",
                            "{budget_expenditure_total}",
                            "{final_income_total}",
                            "{final_expenditure_total}",
                            "{final_balance}",
                            "{closing_balance}",
                        )
                    ),
                ),
            ),
        ),
    )
)

FUND = asked(
    Grid(
        "{@year}年{name}收支明细表",
        "万元",
        ("类别", "科目", "金额"),
        (
            Each("budget_income", (Row(("预算收入", "{name}", "{amount}")),)),
            Row(("预算收入", "合计", "{budget_income_total}")),
            Each("budget_expenditure", (Row(("预算支出", "{name}", "{amount}")),)),
            Row(("预算支出", "合计", "{budget_expenditure_total}")),
            Each("final_income", (Row(("决算收入", "{name}", "{amount}")),)),
            Row(("决算收入", "合计", "{final_income_total}")),
            Each("final_expenditure", (Row(("决算支出", "{name}", "{amount}")),)),
            Row(("决算支出", "合计", "{final_expenditure_total}")),
            Row(("结余", "年初结余", "{opening_balance}")),
            Row(("结余", "本年收支结余", "{final_balance}")),
            Row(("结余", "年末滚存结余", "{closing_balance}")),
        ),
    )
)
