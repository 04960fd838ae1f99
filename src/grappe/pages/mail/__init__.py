"""`/mail/`: the e-mails of a demonstration, which leave for nowhere."""
