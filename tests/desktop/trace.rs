//! The sockets that the application and all its processes open, as strace sees them.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// Whether programs may be watched here. Says so where they may not.
pub(crate) fn can_trace() -> bool {
    let tried = Command::new("strace").args(["-f", "--seccomp-bpf", "-o", "/dev/null", "true"]).output();
    let tried = tried.expect("strace; `make test` installs it");
    if !tried.status.success() {
        skipped("strace may not watch programs here", &tried.stderr);
    }
    tried.status.success()
}

/// Says why something was not tested, past the test harness, which keeps what a test prints to itself.
pub(crate) fn skipped(what: &str, why: &[u8]) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}: {}", String::from_utf8_lossy(why).trim());
}

/// The trace of a program, in a file.
pub(crate) struct Trace(PathBuf);

impl Trace {
    pub(crate) fn new(file: PathBuf) -> Self {
        Self(file)
    }

    /// What stands before the program. Only the calls that are looked for stop it, so that it is as fast as ever.
    pub(crate) fn command(&self) -> Vec<String> {
        let calls = "trace=socket,socketpair,bind,connect";
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-e", "signal=none", "-o"]
            .map(str::to_owned)
            .into_iter()
            .chain([self.0.display().to_string()])
            .collect()
    }

    /// Panics unless every socket stays within the system, or is for one of `allowed`, each an address and a port.
    pub(crate) fn speaks_only_to(&self, allowed: &[&str]) {
        let trace = fs::read_to_string(&self.0).unwrap();
        let allowed: Vec<String> = allowed
            .iter()
            .map(|it| it.rsplit_once(':').expect("address:port"))
            .map(|(address, port)| format!("sin_port=htons({port}), sin_addr=inet_addr(\"{address}\")"))
            .collect();
        let (mut opened, mut used) = (0, 0);
        for call in trace.lines().filter(|line| !line.contains("resumed>")) {
            let within = ["AF_UNIX", "AF_NETLINK"].iter().any(|family| call.contains(family));
            let uses = allowed.iter().any(|it| call.contains(it));
            let opens = !allowed.is_empty() && call.contains(" socket(AF_INET,");
            used += usize::from(uses);
            opened += usize::from(opens);
            assert!(within || uses || opens, "a socket for a network: {call}");
        }
        // One that was opened and neither bound nor connected could send all the same.
        assert_eq!(opened, used, "a socket whose use was not seen:\n{trace}");
        assert!(trace.lines().count() > 10, "nothing was traced: {trace}");
    }
}
