"""Intervals, ranks, power, networks: functions of arrays, which know nothing of clusters."""
