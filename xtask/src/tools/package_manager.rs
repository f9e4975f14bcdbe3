use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::command;

/// Installs packages of Debian and its relatives, as root or through a `sudo` that asks nothing. Where
/// that cannot be, the error is what to type.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let names = packages.join(" ");
    if command::version("apt-get")?.is_none() {
        bail!("{names} must be on PATH ({why}); install it with this system's package manager");
    }
    let Some(rights) = rights()? else {
        bail!("{names} is missing ({why}); run `sudo apt-get install -y {names}` and try again");
    };
    println!("installing {names} with apt-get (about 2 min, once): {why}");
    command::run(rights.apt_get().arg("update"))?;
    command::run(rights.apt_get().args(["install", "-y"]).args(packages))
}

enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn apt_get(&self) -> Command {
        let mut command = match self {
            Rights::Root => Command::new("apt-get"),
            Rights::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                sudo
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}

fn rights() -> Result<Option<Rights>> {
    if command::output(Command::new("id").arg("-u"))?.trim() == "0" {
        return Ok(Some(Rights::Root));
    }
    let sudo = Command::new("sudo").args(["-n", "true"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    Ok(sudo.is_ok_and(|status| status.success()).then_some(Rights::Sudo))
}
