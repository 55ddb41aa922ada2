import theme from "vitepress/theme-without-fonts";
import Home from "./Home.vue";
// The style changes that of the theme, and has to come after it.
import "./style.css";

export default {
  extends: theme,
  enhanceApp({ app }) {
    // The theme shows a component with this name for `layout: home`.
    app.component("home", Home);
  },
};
