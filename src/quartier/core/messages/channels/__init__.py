"""Ways out of the house. Each says what it can promise; none of them writes to the database.

| channel | proof of hand-over | proof of delivery | after a crash between the two |
|---|---|---|---|
| e-mail | the relay's 250 | none: SMTP reports failures only | sent again under the same Message-ID |
| SMS | the SMSC's message id | delivery receipt | the receipt with our reference is waited for, then sent again |
| letter | a clerk marks it as posted | none | nothing left the house |
"""
