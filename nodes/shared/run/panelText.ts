const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '`': '&#96;' };

/**
 * A text as n8n's panel shows it: it takes the description of an error and a hint for HTML, drops whatever looks like a
 * tag, and makes code of what stands between grave accents (n8n: htmlUtils.ts, NodeErrorView.vue).
 */
export const panelText = (text: string) =>
	text.replace(/[&<`]/g, (character) => entities[character] ?? character);
