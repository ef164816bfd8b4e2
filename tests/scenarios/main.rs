//! Stories, told through the same door as the interface.
mod contract;
