"""Random reports whose figures are consistent, and the same reports with one planted slip.

The words, outlines and sentence shapes stand in the data files beside this module. They were written by somebody who
had not seen the lexicon of the reader under test, so that what is measured is what it makes of other people's words.
"""
