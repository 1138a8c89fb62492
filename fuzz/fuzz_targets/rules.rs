//! The user'"s

#![no_main]
rule
