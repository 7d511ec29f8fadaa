"""Signs for what the law asks, beyond the policy's own lexicon. Their form is told in the package."""

SIGNS = """
law_asks: law says; law say; law orders; mandated by; court says; court tells; by court order; judge orders; judge says;
  legal order; search warrant; legal demand; law makes us; ordered by; law demands; must by law; have to by; lawfully
  asks; lawful request; lawful order; legal request; legally binding; binding order; law obliges; law compels; oblige
  us; obliged by; have no choice; compel us; obliged to; by statute; valid request; valid order; comes with a; under a
  warrant; when the law; where the law; if the law; because the law
law_lets: lawfully; legally allowed; law allows; law permits; where lawful; allowed to by; permitted to by; law lets
"""
