// Pictures of what a person sees, with the words that can be read on them: by these, a change is found on any machine.
import { writeFile } from 'node:fs/promises';
import uniq from 'lodash/uniq.js';
import type { Locator, Page } from 'playwright-core';

interface Drawn {
	text: string;
	/** Where its middle is in the window. */
	x: number;
	y: number;
}

/** What differs from run to run: IDs, times, durations, and ports. */
const changing = [
	/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi,
	/\b20\d\d-\d\d-\d\d(T[\d:.]+(Z|[+-][\d:]+)?)?/g,
	/\b\d{1,2}:\d\d(:\d\d)?( ?[AP]M)?\b/gi,
	/\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(, \d{4})?/g,
	/\b\d+(\.\d+)? ?(ms|s|min|h)\b/g,
	/\b(127\.0\.0\.1|localhost):\d+/g,
	/\b(in|for) \d+ (second|minute|hour|day)s?\b/g,
	/\b[\w-]{16,}\b(?<=\d[\w-]*)/g,
];

const steady = (text: string) =>
	changing.reduce((one, pattern) => one.replace(pattern, '#'), text.replace(/\s+/g, ' ').trim());

/**
 * Stores a picture of a window, or of a part of it, as `<path>.png`, and what can be read on it as `<path>.json`.
 * @param fullPage also what is below the window
 */
export async function takePicture(
	page: Page,
	path: string,
	{ part, fullPage = false }: { part?: Locator; fullPage?: boolean } = {},
): Promise<void> {
	const box = (await part?.boundingBox()) ?? undefined;
	const shows = ({ x, y }: Drawn) =>
		!box || (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
	const drawn = (await page.evaluate(`(${readWindow})(${fullPage})`)) as Drawn[];
	const texts = uniq(drawn.filter(shows).map(({ text }) => steady(text))).filter(Boolean);
	if (part) await part.screenshot({ path: `${path}.png` });
	else await page.screenshot({ path: `${path}.png`, fullPage });
	await writeFile(`${path}.json`, JSON.stringify(texts.sort()));
}

/** Runs in the browser, hence as a text: the texts that lie on top, and what fields contain. */
const readWindow = `(fullPage) => {
	const found = [];
	const note = (text, rect, element) => {
		const x = rect.x + rect.width / 2;
		const y = rect.y + rect.height / 2;
		if (text.trim() === '' || rect.width < 1 || rect.height < 1) return;
		const top = document.elementFromPoint(x, y);
		const isOnTop = top && (top.contains(element) || element.contains(top));
		if (isOnTop || (fullPage && !top)) found.push({ text, x, y });
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const range = document.createRange();
		range.selectNodeContents(node);
		const element = node.parentElement;
		if (element && !['SCRIPT', 'STYLE'].includes(element.tagName)) {
			note(node.textContent, range.getBoundingClientRect(), element);
		}
	}
	for (const field of document.querySelectorAll('input, textarea')) {
		if (field.type !== 'password') note(field.value || field.placeholder, field.getBoundingClientRect(), field);
	}
	return found;
}`;
