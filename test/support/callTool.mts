// Calls a node as n8n's AI Agent does, without a model: the arguments are those that a model would send.
import type {
	EngineResponse,
	IConnections,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { runWorkflow, type NodeUnderTest, type RunOptions } from './executeNode.mts';

/** How n8n runs a tool: by its engine (AI Agent 3 and newer), or within the agent (older ones, MCP Server Trigger). */
export type Way = 'engine' | 'agent';

interface LangChainTool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string }> };
	invoke(args: IDataObject): Promise<string>;
}

interface Called {
	/** By call, what the model reads. */
	read: unknown[];
	/** Everything that the model is told about the tool before it calls it. */
	tool: { name: string; description: string; asks: Record<string, string | undefined> };
}

const toolName = 'Tool';

/** Calls the tool once for each of `calls`, one after the other, in one execution. */
export async function callTool({
	way,
	calls,
	tool,
	...options
}: RunOptions & {
	way: Way;
	calls: IDataObject[];
	tool: Omit<NodeUnderTest, 'name' | 'asTool'>;
}): Promise<Called> {
	const called: Called = { read: [], tool: { name: '', description: '', asks: {} } };
	const connections: IConnections = {
		[toolName]: {
			[NodeConnectionTypes.AiTool]: [
				[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }],
			],
		},
	};
	const { error } = await runWorkflow({
		nodes: [{ type: agentOf(way, calls, called) }, { ...tool, name: toolName, asTool: true }],
		connections,
		items: [{ chatInput: 'Do it' }],
		...options,
	});
	if (error) throw error;
	return called;
}

function agentOf(way: Way, calls: IDataObject[], called: Called): INodeType {
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Agent' },
			inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions, response?: EngineResponse) {
			const [tool] = (await this.getInputConnectionData(
				NodeConnectionTypes.AiTool,
				0,
			)) as LangChainTool[];
			if (!tool) throw new Error('The agent has no tool');
			const { name, description, schema } = tool;
			const asks = Object.entries(schema.shape).map(([key, type]) => [key, type.description]);
			called.tool = { name, description, asks: Object.fromEntries(asks) };
			if (way === 'agent') {
				for (const args of calls) called.read.push(await invoked(tool, args));
				return [this.getInputData()];
			}
			for (const { data } of response?.actionResponses ?? []) {
				const items = data.data?.[NodeConnectionTypes.AiTool]?.[0] as INodeExecutionData[];
				called.read.push(items.map(({ json }) => json));
			}
			const args = calls[called.read.length];
			if (!args) return [this.getInputData()];
			return {
				actions: [
					{
						actionType: 'ExecutionNodeAction',
						nodeName: toolName,
						input: args,
						type: NodeConnectionTypes.AiTool,
						id: `call-${called.read.length}`,
						metadata: { itemIndex: 0 },
					},
				],
				metadata: {},
			};
		},
	};
}

/** The agent tells its model of an error by the message (langchain: AgentExecutor). */
async function invoked(tool: LangChainTool, args: IDataObject): Promise<unknown> {
	try {
		return JSON.parse(await tool.invoke(args));
	} catch (caught) {
		return [{ error: (caught as Error).message }];
	}
}
