//! Where things are: the top of the repository and what is in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Outcome, While};

/// The top of the repository, found by walking up from where the command was started.
pub fn top() -> Outcome<PathBuf> {
    let here = env::current_dir().doing(|| "asking for the current folder".to_owned())?;
    here.ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new("this is not inside the repository; start the command there"))
}

/// The text of a file, or a failure that names it.
pub fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).doing(|| format!("reading {}", file.display()))
}

/// The content of a file, or a failure that names it.
pub fn read_bytes(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).doing(|| format!("reading {}", file.display()))
}

/// Writes a file, with the folders above it.
pub fn write(file: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = file.parent() {
        create_folder(folder)?;
    }
    fs::write(file, content).doing(|| format!("writing {}", file.display()))
}

/// Creates a folder and those above it.
pub fn create_folder(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).doing(|| format!("creating {}", folder.display()))
}

/// Removes a file or a whole folder; one that is not there is as good as removed.
pub fn remove(path: &Path) -> Outcome {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).doing(|| format!("removing {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// What a folder holds, in name order; a folder that is not there holds nothing.
pub fn list(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).doing(|| format!("listing {}", folder.display()))? {
        found.push(entry.doing(|| format!("listing {}", folder.display()))?.path());
    }
    found.sort();
    Ok(found)
}

/// The last part of a path as text.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
