// The style changes that of the theme, and has to come after it.
import theme from "vitepress/theme-without-fonts";
import "./style.css";

export default theme;
