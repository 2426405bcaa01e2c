"""Trails: chains of flows that one data category can take, with the evidence and the conditions of every hop."""
