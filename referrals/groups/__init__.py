"""Groups and their weekly meetings, and the peer support models behind them (domain.md 9)."""
