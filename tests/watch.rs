//! `index --watch`: the index follows the files, and the end is clean.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::{EVERY, Scratch};

/// A process that watches, ended with its test.
struct Watching {
    child: Child,
    said: Receiver<String>,
}

impl Watching {
    fn of(s: &Scratch, paths: &[&str]) -> Self {
        let arguments = [&["index", "--watch", "--threads", "1"], paths].concat();
        let mut command = s.command(&arguments);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary runs");
        let (sender, said) = channel();
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).all(|line| sender.send(line).is_ok())
        });
        let watching = Self { child, said };
        watching.says("Watching ");
        watching
    }

    /// Waits until it says something.
    #[track_caller]
    fn says(&self, text: &str) {
        let begun = Instant::now();
        while let Some(left) = Duration::from_secs(30).checked_sub(begun.elapsed()) {
            if self.said.recv_timeout(left).expect("it says more").contains(text) {
                return;
            }
        }
        panic!("it does not say {text:?}");
    }

    fn interrupted(mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code().expect("it ends by itself")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until the index holds these paths.
#[track_caller]
fn holds(s: &Scratch, paths: &str) {
    let begun = Instant::now();
    while s.paths() != paths {
        assert!(begun.elapsed() < Duration::from_secs(30), "{} is not {paths}", s.paths());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn the_index_follows_the_files() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu");
    let watching = Watching::of(&s, &["a"]);
    assert_eq!(s.paths(), "a/1.txt");
    for number in 2..30 {
        s.txt(&format!("a/b/{number}.txt"), "dua");
    }
    for number in 3..30 {
        s.remove(&format!("a/b/{number}.txt"));
    }
    holds(&s, "a/1.txt a/b/2.txt");
    s.rename("a/b", "a/c").remove("a/1.txt");
    holds(&s, "a/c/2.txt");
    assert_eq!(watching.interrupted(), 0);
}

#[test]
fn a_root_that_vanishes_is_kept_and_waited_for() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").txt("b.txt", "dua");
    let watching = Watching::of(&s, &["a", "b.txt"]);
    s.rename("a", "c");
    watching.says("a is gone; what is known of it is kept");
    s.remove("b.txt").txt("d.txt", "tiga").rename("d.txt", "b.txt");
    holds(&s, "a/1.txt b.txt");
    s.txt("c/2.txt", "empat").rename("c", "a");
    watching.says("a is there again");
    holds(&s, "a/1.txt a/2.txt b.txt");
    s.txt("a/3.txt", "lima");
    holds(&s, "a/1.txt a/2.txt a/3.txt b.txt");
    assert_eq!(watching.interrupted(), 0);
    assert_eq!(s.search(EVERY)["total"], 4);
}

#[test]
fn an_index_inside_what_is_watched_is_left_alone() {
    let s = Scratch::new();
    s.txt("1.txt", "satu");
    let watching = Watching::of(&s, &["."]);
    assert_eq!(s.paths(), "./1.txt");
    s.txt("2.txt", "dua");
    holds(&s, "./1.txt ./2.txt");
    assert_eq!(watching.interrupted(), 0);
    s.index(&["."]).counts([0, 0, 0, 2, 0]).silent();
}
