"""Tests of this capability, and the samples that the contract suite builds."""
