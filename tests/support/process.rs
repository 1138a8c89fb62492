//! What the system tells of a process that runs (Linux): memory, threads, open files, time it has had.

use std::fs;

fn status(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Kilobytes that it holds.
pub fn memory(process: u32) -> Option<u64> {
    status(process, "VmRSS")
}

pub fn threads(process: u32) -> Option<u64> {
    status(process, "Threads")
}

pub fn open_files(process: u32) -> Option<u64> {
    Some(fs::read_dir(format!("/proc/{process}/fd")).ok()?.count() as u64)
}

/// Whether it was stopped.
pub fn is_stopped(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/status")).is_ok_and(|status| status.contains("State:\tT"))
}

/// Hundredths of a second that it has been at work.
pub fn spent(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}
