"""Rules as data: which words mean what, and what each weighs. Read once, by `monitor.domain.lexicon`."""
