//! A small world to tell stories in.
