// Who does not know what a node is called finds it in n8n's list by the words of HR.
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { importExample } from '../../scripts/examples.mts';
import { connect } from '../../scripts/n8n-rest.mts';
import { searchWords } from '../searchWords.mts';
import { openEditor, type Editor } from './editor.mts';

const patience = { timeout: 20_000 };
let editor: Editor;

beforeAll(async () => {
	const rest = await connect(inject('n8nUrl'));
	const id = await importExample(rest, 'onboarding', inject('credential'));
	editor = await openEditor();
	await editor.openWorkflow(id);
	await editor.byTestId('node-creator-plus-button').click();
});

afterAll(() => editor?.close());

/** n8n leaves the word "Trigger" out of its list. */
const asListed = (displayName: string) => displayName.replace(' Trigger', '');

it.each(searchWords)('"%s" finds the nodes for it', async (word, wanted) => {
	const search = editor.byTestId('node-creator-search-bar');
	// Otherwise the list could still be that of the word before.
	await search.fill('no node has these words');
	await expect.poll(listed, patience).toEqual([]);
	await search.fill(word);
	await expect.poll(listed, patience).toEqual(expect.arrayContaining(wanted.map(asListed)));
});

async function listed(): Promise<string[]> {
	const names = await editor.byTestId('node-creator-item-name').allInnerTexts();
	return names.map((name) => name.trim());
}
