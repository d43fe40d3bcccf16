// The mark that the application sets, at the same moment: once what is there has been painted.
requestAnimationFrame(() => setTimeout(() => performance.mark("interactive")));
