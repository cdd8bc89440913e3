// Writes docs/troubleshooting.md: what a user can read when something goes wrong, and what to do, as the nodes' source says it.
// A test holds that the page is what this script makes of the source.
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path/posix';
import groupBy from 'lodash/groupBy.js';
import sortBy from 'lodash/sortBy.js';
import { adviceFrom, type Advice } from './messages/catalog.mts';
import { errorTexts } from './messages/errorTexts.mts';
import { readSourceCode } from './messages/sourceCode.mts';
import { sections } from './messages/sections.mts';
import { notes } from './messages/notes.mts';
import { projectFolder } from './package-tarball.mts';

export const page = new URL('../docs/troubleshooting.md', import.meta.url);

/** The section of a message, by the file that has its words. */
function sectionOf({ file }: Advice): string {
	const place = relative(projectFolder, file);
	const found = sections.find(({ files }) => files.some((start) => place.startsWith(start)));
	if (!found) throw new Error(`No section of scripts/messages/sections.mts is for ${place}`);
	return found.title;
}

const inTable = (text: string) =>
	text
		.replace(/[\\*_`|<>]/g, '\\$&')
		.replace(/\n/g, ' ')
		.trim();

/** What to do, as Markdown; empty for a message that neither the source nor a note says anything about. */
export const adviceOn = ({ message, cures }: Advice): string =>
	notes[message] ?? cures.map(inTable).join('<br>');

const lineOf = (advice: Advice) => `| *${inTable(advice.message)}* | ${adviceOn(advice)} |`;

/** What a reader looks for begins after the placeholder. */
const byText = ({ message }: Advice) => message.replace(/^…,? /, '').toLowerCase();

function tableOf(advice: Advice[]): string {
	return ['| Message | What to do |', '| --- | --- |', ...sortBy(advice, byText).map(lineOf)].join(
		'\n',
	);
}

/** All messages of the source, each once. */
export const allAdvice = (): Advice[] => adviceFrom(errorTexts(readSourceCode()));

/** The whole page. */
export function troubleshooting(advice = allAdvice()): string {
	const bySection = groupBy(advice, sectionOf);
	const parts = sections
		.filter(({ title }) => bySection[title])
		.map(({ title, about }) => `## ${title}\n\n${about}\n\n${tableOf(bySection[title]!)}`);
	return `# Troubleshooting

Look for a part of the message on this page. *…* stands for what differs each time: a name, a value, a row. This page is made from the source of the
nodes, so it lists every message of this version.

*Row 1* in a message is the first item. n8n counts items from 0, so *[item 0]* is the same row. A message about a value begins with the label of its
field, often with its column, and ends with what was sent: *Start date (column "Eintritt") is not in the calendar (sent: "31.02.2026")*. What to do stands
below the message in the editor, and in \`hint\` of an item.

If an error comes from SAP Concur, it includes the correlation ID that SAP Concur support asks for. [Support details](support.md) says how to make the
text for a case.

${parts.join('\n\n')}
`;
}

if (import.meta.filename === process.argv[1]) await writeFile(page, troubleshooting());
