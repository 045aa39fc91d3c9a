/**
 * How the adaptivecards library draws for this page. Colours are the page's CSS
 * variables, so light and dark need one configuration and no second drawing.
 * Source: https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config
 */
const FONT = "var(--font)";
const text = (name) => ({
  default: `var(--${name})`,
  subtle: `var(--${name === "text" ? "text-soft" : name})`,
});
const COLORS = {
  default: text("text"),
  dark: text("text"),
  light: text("text-soft"),
  accent: text("accent"),
  good: text("good"),
  warning: text("warning"),
  attention: text("attention"),
};
const style = (background, border) => ({
  backgroundColor: `var(--${background})`,
  ...(border && { borderColor: `var(--${border})` }),
  foregroundColors: COLORS,
});
const weights = { lighter: 400, default: 400, bolder: 650 };
const sizes = { small: 12, default: 14, medium: 16, large: 19, extraLarge: 24 };

const CONFIG = {
  fontTypes: {
    default: { fontFamily: FONT, fontSizes: sizes, fontWeights: weights },
    monospace: {
      fontFamily: "var(--font-mono)",
      fontSizes: sizes,
      fontWeights: weights,
    },
  },
  lineHeights: {
    small: 18,
    default: 22,
    medium: 25,
    large: 28,
    extraLarge: 34,
  },
  spacing: {
    small: 4,
    default: 10,
    medium: 16,
    large: 24,
    extraLarge: 32,
    padding: 14,
  },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: style("card"),
    emphasis: style("card-emphasis"),
    accent: style("card-accent"),
    good: style("card-good"),
    warning: style("card-warning"),
    attention: style("card-attention"),
  },
  imageSizes: { small: 40, medium: 80, large: 160 },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 10, style: "emphasis" },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
  },
  factSet: {
    title: { weight: "default", isSubtle: true, wrap: true, maxWidth: 180 },
    value: { wrap: true },
    spacing: 12,
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { suffix: " *", suffixColor: "attention", size: "small" },
      optionalInputs: { size: "small" },
    },
    errorMessage: { color: "attention", size: "small" },
  },
  textBlock: { headingLevel: 3 },
};

/** @param {object} library what /vendor/adaptivecards gives the page */
export function hostConfig(library) {
  return new library.HostConfig(CONFIG);
}
