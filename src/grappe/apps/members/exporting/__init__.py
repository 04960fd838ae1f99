"""The book as files: lists for a spreadsheet, cards for an address book, the register of a day on paper."""
