"""What reports that departments publish tell in their own words comes into its fields, and nothing into another's."""

from __future__ import annotations

import pytest

from tests.model.scanning.test_strangers import found, read

THREE = "general_budget.three_public."


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [
                "公务接待费、公务用车购置及运行维护费、因公出国（境）费年初预算依次为1.50万元、7.00万元、2.00万元，合计10.50万元；"
                "决算依次为0.40万元、5.60万元、1.20万元，合计7.20万元。"
            ],
            {
                f"{THREE}reception.actual": "0.40",
                f"{THREE}vehicles.actual": "5.60",
                f"{THREE}overseas.budget": "2.00",
                f"{THREE}overseas.actual": "1.20",
                f"{THREE}budget": "10.50",
                f"{THREE}actual": "7.20",
            },
        ),
    ],
)
def test_told_in_other_words(lines: list[str], told: dict[str, str]) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、一般公共预算支出情况", *lines))
    assert {path: draft.get(path) for path in told} == told
