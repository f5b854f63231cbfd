"""What holds for every demo."""

from datetime import timedelta

from graph import demo


    moved = later["Referral"]["asked_on"] - now["Referral"]["asked_on"]
    assert (moved.dt.days == 40).all()
    assert later["Referral"].dtypes.equals(now["Referral"].dtypes)
    assert demo.network("coupons", today=demo.TODAY + timedelta(days=40)) == demo.network("coupons")
