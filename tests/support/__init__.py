"""What tests share: small regimes, masters, forms and ledgers; a user that answers; Excel and a PC in memory."""
