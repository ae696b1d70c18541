"""Tests of errands, and the samples that the contract suite builds."""
