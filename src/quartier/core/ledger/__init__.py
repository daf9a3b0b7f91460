"""The ledger's intake: whatever was done is written down in the same transaction, and never changed afterwards.

An entry is 33 bytes that tell nothing: a commitment to an envelope. The envelope names kind, record tag and times and
holds one salted digest for each field; salts and values (the openings) lie apart, so that they can lawfully be
destroyed while the ledger stays verifiable. Sequencing, publishing and proving build on this.
"""
