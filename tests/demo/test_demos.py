"""What holds for every demo."""

from datetime import timedelta

from graph import demo


def test_a_demo_told_later_keeps_its_distances() -> None:
    later = demo.TODAY + timedelta(days=40)
    first, second = demo.network()["Referral"], demo.network(today=later)["Referral"]
    assert ((second["asked_on"] - first["asked_on"]).dt.days == 40).all()
    assert second.dtypes.equals(first.dtypes)
    assert demo.network("coupons", today=later) == demo.network("coupons")
