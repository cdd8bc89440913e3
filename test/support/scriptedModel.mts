// An AI model that says what a test has written down: the part of OpenAI's API that n8n's OpenAI Chat Model uses.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';

type Arguments = Record<string, unknown>;

/** One answer of the model: it calls tools, all at once, or it says something, which ends its turn. */
export type Turn =
	| { say: string }
	| { call: Array<[tool: string, args: Arguments | ((read: Told[]) => Arguments)]> };

/** What the model has read from its tools so far, in their order. */
export interface Told {
	tool: string;
	/** The items of the tool's output, or the error of n8n. */
	items: Array<Record<string, unknown>>;
	text: string;
}

interface Message {
	role: string;
	content: unknown;
	tool_call_id?: string;
	tool_calls?: Array<{ id: string; function: { name: string } }>;
}

interface Asked {
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: unknown } }>;
	stream?: boolean;
}

export interface ScriptedModel {
	/** For the field Base URL of n8n's OpenAI credential. */
	url: string;
	/** Begins the conversation about this message of a user; whoever still talks about another one hears nothing of use. */
	play(message: string, turns: Turn[]): void;
	/** What the model has read from its tools in this conversation. */
	told(): Told[];
	/** The tools that n8n has offered to the model. */
	tools(): Array<{ name: string; description: string; parameters: unknown }>;
	close(): Promise<void>;
}

/** Starts the model on a free port of this machine. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let turns: Turn[] = [];
	let topic = '';
	let last: Asked = { messages: [] };
	let calls = 0;
	const app = new Hono();
	app.get('/v1/models', (c) => c.json({ object: 'list', data: [{ id: 'scripted' }] }));
	app.post('/v1/chat/completions', async (c) => {
		const asked = await c.req.json<Asked>();
		const isMeant = asked.messages.some(
			({ role, content }) => role === 'user' && textOf(content) === topic,
		);
		if (isMeant) last = asked;
		const turn = (isMeant && turns.shift()) || { say: 'Done.' };
		const message =
			'say' in turn
				? { role: 'assistant', content: turn.say }
				: {
						role: 'assistant',
						content: null,
						tool_calls: turn.call.map(([name, args]) => ({
							id: `call_${++calls}`,
							type: 'function',
							function: { name, arguments: JSON.stringify(resolved(args, readFrom(last))) },
						})),
					};
		return c.json({
			id: `chatcmpl-${calls}`,
			object: 'chat.completion',
			created: 0,
			model: 'scripted',
			choices: [{ index: 0, message, finish_reason: 'say' in turn ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	});
	const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		play: (message, next) => {
			topic = message;
			turns = [...next];
			last = { messages: [] };
		},
		told: () => readFrom(last),
		tools: () => (last.tools ?? []).map((tool) => tool.function),
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

const resolved = (args: Arguments | ((read: Told[]) => Arguments), read: Told[]) =>
	typeof args === 'function' ? args(read) : args;

function readFrom({ messages }: Asked): Told[] {
	const names = new Map(
		messages.flatMap(({ tool_calls: made = [] }) =>
			made.map(({ id, function: { name } }) => [id, name] as const),
		),
	);
	return messages
		.filter(({ role }) => role === 'tool')
		.map(({ content, tool_call_id: id = '' }) => {
			const text = textOf(content);
			return { tool: names.get(id) ?? '', items: itemsIn(text), text };
		});
}

const textOf = (content: unknown): string =>
	Array.isArray(content)
		? content.map((part) => String((part as { text?: string }).text ?? '')).join('')
		: String(content);

function itemsIn(text: string): Told['items'] {
	try {
		return [JSON.parse(text)].flat();
	} catch {
		return [{ error: text }];
	}
}
