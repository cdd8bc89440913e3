import type { INodeProperties } from 'n8n-workflow';

/** Those that decide how much a run may do; letAgents.ts refuses an expression in them, too. */
const chosenByPeople = ['stopWhenMoreThanPeople', 'stopWhenMoreThanPercent', 'clearWith'];

/** What an item of the node before holds for a step of a workflow, and a tool gets from its model. */
const fromModel: Record<string, string> = {
	plan: 'The plan that Plan has returned for this user, unchanged',
	provisionId: 'The provisionId that SAP Concur Provisioning has returned',
	repair: 'The repair that SAP Concur Provisioning Status has returned, unchanged, as JSON',
};

/** A field as a step of a workflow shows it and, where that differs, as a tool does. */
export function withToolVariant(field: INodeProperties): INodeProperties[] {
	if (field.type === 'collection') {
		const options = (field.options ?? []) as INodeProperties[];
		return [{ ...field, options: options.flatMap(withToolVariant) }];
	}
	if (chosenByPeople.includes(field.name)) return variants(field, { noDataExpression: true });
	const asked = field.default === `={{ $json.${field.name} }}` ? fromModel[field.name] : undefined;
	return asked ? variants(field, { default: askingModel(field.name, asked) }) : [field];
}

/** The same field twice, of which n8n shows one: what it does not save is the default of that one. */
export function variants(
	field: INodeProperties,
	asTool: Partial<INodeProperties>,
): INodeProperties[] {
	const { displayOptions: { show, hide } = {} } = field;
	return [
		// First, because n8n takes the actions of a node from the first menu; not by "show", which n8n takes for values of an action.
		{ ...field, displayOptions: { ...(show && { show }), hide: { ...hide, '@tool': [true] } } },
		{
			...field,
			...asTool,
			displayOptions: { ...(hide && { hide }), show: { ...show, '@tool': [true] } },
		},
	];
}

/** As n8n's editor writes it for "Let the model define this parameter". */
const askingModel = (name: string, description: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${description}\`, 'string') }}`;

/** What a model reads about a tool; with a field of this name, n8n adds no other one. */
export function toolDescriptionField(
	{ action, description }: Record<'action' | 'description', string>,
	writes: boolean,
): INodeProperties {
	const more = writes
		? 'It changes users. The result says in "outcome" and "why" what became of it.'
		: 'It only reads.';
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: `${action} in SAP Concur. ${description.replace(/\.?$/, '.')} ${more}`,
		description: 'What the AI model reads about this tool, to know when to use it and how',
		displayOptions: { show: { '@tool': [true] } },
	};
}
