//! Prepares what Tauri embeds at compile time.

fn main() {
    if !std::path::Path::new("ui/dist/index.html").exists() {
        // Without this sentence the build fails inside a macro, far from the cause.
        println!("cargo::error=The user interface is not built: run `make ui` first (it writes ui/dist).");
        return;
    }
    println!("cargo::rerun-if-changed=ui/dist");
    tauri_build::build();
}
