//! Dates as authors write them, and as readers see them.
