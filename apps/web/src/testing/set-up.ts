import { configure } from "@testing-library/react";

// Parts of the pages are loaded when a person reaches for them, which takes longer than the library's
// second while other tests run.
configure({ asyncUtilTimeout: 20_000 });
