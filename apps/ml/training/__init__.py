"""Draws the pictures the model learns from, and trains it."""
