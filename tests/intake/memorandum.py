"""A memorandum of three parties as two press releases tell of it, and what its record says."""

RELEASE = """\
PRESS RELEASE
Three institutes sign Memorandum of Understanding on Vaccine Research
SEOUL, South Korea, 14 May 2024 – The Korea Institute of Vaccines (KIV), the Norwegian Centre for Epidemics (NCE) \
and Utrecht Vaccine Foundation signed a Memorandum of Understanding on Vaccine Research in Seoul on 13 May 2024.
The memorandum was signed by Kim Minji, President of the Korea Institute of Vaccines, Lars Holm, Director General of \
the Norwegian Centre for Epidemics, Anna de Vries, Chair of the Utrecht Vaccine Foundation, and Pieter Bakker, \
Scientific Director of the Utrecht Vaccine Foundation.
Under the memorandum the institutes will exchange researchers and share data of clinical trials.
The memorandum is valid for five years and is renewed automatically.
Source: Korea Institute of Vaccines
https://www.kiv.example/press/2024/05
"""

REPORT = """\
Norwegian Centre for Epidemics agrees on vaccine research with Seoul and Utrecht
15 May 2024
The Norwegian Centre for Epidemics has signed a memorandum of understanding, which took effect on 1 June 2024.
Source: Norwegian Centre for Epidemics
https://www.nce.example/news/vaccines
"""
