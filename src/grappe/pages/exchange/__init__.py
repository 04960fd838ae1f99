"""Members in and out of the desk: spreadsheets that come, lists and the register that go, doubles."""
