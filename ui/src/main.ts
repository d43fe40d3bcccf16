import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-sans-3/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/print.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { applyLook } from "./screens/settings/look.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no element #app");

applyLook();
mount(App, { target });
