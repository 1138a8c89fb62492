//! Killed by the system while it writes.

use super::generator::{self, chance::Chance};
use super::support::program::Place;
use super::support::screen::Reader;
use super::{BANTIN, files, fixture, is_json, kinds};
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

#[test]
fn killed_while_it_writes_results_it_leaves_the_old_or_the_new_file() {
    let place = Place::new("killed-results");
    (0..40).for_each(|i| place.write(&format!("one/{i}.txt"), generator::bulletin(i).text));
    (40..80).for_each(|i| place.write(&format!("two/{i}.txt"), generator::bulletin(i).text));
    let versions = ["one", "two"].map(|folder| place.run(&["extract", folder]).went_well().to_owned());
    place.write("out.json", &versions[0]);
    let mut chance = Chance::new(1);
    let mut killed = 0;
    for round in 0..40 {
        let folder = ["two", "one"][round % 2];
        let mut child = Command::new(BANTIN)
            .args(["extract", "--force", "-o", "out.json", folder])
            .current_dir(place.path("."))
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(chance.within(0, 400) as u64));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let left = fs::read_to_string(place.path("out.json")).unwrap();
        assert!(versions.contains(&left), "round {round}: {} bytes", left.len());
    }
    assert!(killed > 4, "{killed} killed");
    // What was left beside it stands in nobody's way.
    place.run(&["extract", "--force", "-o", "out.json", "one"]).went_well();
    assert_eq!(fs::read_to_string(place.path("out.json")).unwrap(), versions[0]);
}

#[test]
fn killed_while_it_keeps_its_place_it_leaves_the_old_or_the_new_one() {
    let place = Place::new("killed-state");
    let state = place.path("state");
    let environment = [("XDG_STATE_HOME", state.to_str().unwrap())];
    let mut chance = Chance::new(2);
    for round in 0..24 {
        let mut reader = Reader::open(fixture(), &environment);
        reader.shows("Chưa đạt");
        reader.keys(if round % 2 == 0 { "Gq" } else { "g}}q" });
        std::thread::sleep(Duration::from_micros(chance.within(0, 12_000) as u64));
        reader.child.kill().unwrap();
        reader.child.wait().unwrap();
        let kept = kinds(&files(&state), "json");
        assert!(kept.len() <= 1 && kept.iter().all(|path| is_json(path)), "round {round}: {kept:?}");
    }
    let mut reader = Reader::open(fixture(), &environment);
    reader.shows("Chưa đạt");
    reader.keys("Gq");
    assert!(reader.ends());
    assert!(kinds(&files(&state), "json").iter().all(|path| is_json(path)));
}

#[test]
fn killed_while_it_saves_a_summary_it_leaves_the_old_or_the_new_one() {
    let place = Place::new("killed-summary");
    let page = place.path("page.html");
    let mut chance = Chance::new(3);
    let whole = |text: &str| text == "old" || text.ends_with("</html>\n");
    for round in 0..16 {
        fs::write(&page, "old").unwrap();
        let mut reader = Reader::start(&[]);
        reader.shows("Chưa đạt");
        reader.keys("pH");
        reader.shows("-tom-tat.html");
        reader.keys(&format!("\x15{}\r", page.display()));
        reader.shows("ghi đè");
        reader.keys("\r");
        std::thread::sleep(Duration::from_micros(chance.within(0, 20_000) as u64));
        reader.child.kill().unwrap();
        reader.child.wait().unwrap();
        let left = fs::read_to_string(&page).unwrap();
        assert!(whole(&left), "round {round}: {} bytes", left.len());
    }
}

#[test]
fn killed_while_it_fills_its_cache_it_leaves_whole_entries() {
    let place = Place::new("killed-cache");
    (0..60).for_each(|i| place.write(&format!("in/{i}.txt"), generator::bulletin(i).text));
    let cache = place.path("cache");
    let environment = [("XDG_CACHE_HOME", cache.to_str().unwrap())];
    let mut chance = Chance::new(4);
    for round in 0..12 {
        let mut reader = Reader::open(place.path("in"), &environment);
        std::thread::sleep(Duration::from_millis(chance.within(5, 300) as u64));
        reader.child.kill().unwrap();
        reader.child.wait().unwrap();
        let kept = kinds(&files(&cache), "json");
        assert!(kept.iter().all(|path| is_json(path)), "round {round}");
        if round % 4 == 3 {
            let _ = fs::remove_dir_all(&cache);
        }
    }
    let mut reader = Reader::open(place.path("in"), &environment);
    reader.wait("all entries", |_| kinds(&files(&cache), "json").len() == 60);
    reader.keys("q");
    assert!(reader.ends());
}
