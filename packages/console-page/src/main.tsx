import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/shared.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.js";
import { FeedProvider } from "./feed/feed-context.js";
import { Feed } from "./feed/feed.js";

const feed = new Feed(new URL("socket", document.baseURI));
const root = document.getElementById("page");
if (!root) throw new Error('index.html has no element with the id "page".');

createRoot(root).render(
  <StrictMode>
    <FeedProvider feed={feed}>
      <App />
    </FeedProvider>
  </StrictMode>,
);
