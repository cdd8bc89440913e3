// The employee form of the company, once for each run, and how a form asks for it.
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Area, Purpose } from '../check/purpose';
import {
	isCustom,
	labelIn,
	readCompanyForm,
	type CompanyField,
	type CompanyForm,
	type UnreadForm,
} from '../concur/company/formFields';
import { casual } from '../concur/patience';
import { fieldsOfHeading, type CompanyLabels } from '../row/headings/knownHeadings';
import { sameInAllTries } from '../run/doneEarlier';
import { understoodIn } from '../run/understood';
import { extensions } from '../schema/attributes';
import { fieldsById } from '../schema/flatFields';
import { mapsAutomatically } from './mapper/parameter';
import { tableOfRun } from './mapper/tableOfRun';

/** The scope for the company's form. SAP: v4.1.spend-form-fields. */
const scope = 'spend.user.general.read';

/** By run: one request serves all rows. */
const forms = new WeakMap<IExecuteFunctions, Promise<CompanyForm | UnreadForm>>();

/**
 * The company's employee form, asked for once in a run; undefined where SAP Concur does not show it, and then SAP Concur
 * alone decides what the company requires. Never throws for a response of any kind.
 */
export async function companyForm(this: IExecuteFunctions): Promise<CompanyForm | undefined> {
	const form = await formOrReason.call(this);
	return typeof form === 'string' ? undefined : form;
}

async function formOrReason(this: IExecuteFunctions): Promise<CompanyForm | UnreadForm> {
	const form = forms.get(this) ?? formOfRun.call(this);
	forms.set(this, form);
	return await form;
}

async function formOfRun(this: IExecuteFunctions): Promise<CompanyForm | UnreadForm> {
	const form = await sameInAllTries.call(this, 'companyForm', async () => {
		const read = await readForm.call(this);
		return typeof read === 'string' ? read : Object.fromEntries(read);
	});
	return typeof form === 'string'
		? (form as UnreadForm)
		: new Map(Object.entries(form as Record<string, CompanyField>));
}

/** The stored token names its scopes, so a run without this one does not have to ask. */
async function readForm(this: IExecuteFunctions): Promise<CompanyForm | UnreadForm> {
	const { missingScopes } = await this.getCredentials<{ missingScopes?: string }>('concurApi', 0);
	const missing = String(missingScopes ?? '').split(' ');
	return missing.includes(scope) ? 'notAllowed' : await readCompanyForm(this, casual);
}

/** By run: all rows are read with the same labels. */
const labels = new WeakMap<IExecuteFunctions, Promise<CompanyLabels | undefined>>();

/**
 * What the company calls its fields, by ID of the field, for a run with Map Automatically: these are headings, too. Undefined
 * where they cannot matter or are not known.
 */
export async function companyLabels(
	this: IExecuteFunctions,
	area: Area,
	purpose: Purpose,
): Promise<CompanyLabels | undefined> {
	if (area === 'identity' || !mapsAutomatically.call(this, purpose)) return undefined;
	const known = labels.get(this) ?? readLabels.call(this, area);
	labels.set(this, known);
	return await known;
}

/** Columns for Expense make the form known anyway; another heading can be a word that only the company itself uses. */
async function readLabels(this: IExecuteFunctions, area: Area): Promise<CompanyLabels | undefined> {
	const filled = tableOfRun.call(this, area).table.columns.filter(({ isFilled }) => isFilled);
	const matters = filled.some(
		({ use, fields: [field] }) =>
			use === 'unknown' ||
			use === 'unclear' ||
			(use === 'field' && extensions[field?.path.schema ?? '']?.area === 'spend'),
	);
	if (!matters) return undefined;
	const form = await formOrReason.call(this);
	if (typeof form !== 'string') return labelsOf(form);
	if (form === 'unavailable' && filled.some(({ use }) => use === 'unknown')) tellUnread.call(this);
	return undefined;
}

/** The same sheet would be read with another result next time. */
function tellUnread(this: IExecuteFunctions): void {
	const understood = understoodIn(this);
	const sentence =
		"Your company's own labels were not recognized in this run, because SAP Concur did not return its employee form.";
	understood.isDoubtful = true;
	understood.columns?.hint.push(sentence);
	understood.columns?.notices.push(sentence);
}

function labelsOf(form: CompanyForm): CompanyLabels {
	const own = [...form].flatMap(([fieldId, { label }]) => {
		const ofSap = fieldsById.get(fieldId)?.label ?? '';
		// "Custom 01" is no word of the company's, and in a file of SAP SuccessFactors it is another system's custom field.
		const isOwn = label !== undefined && labelIn(form, fieldId, ofSap) !== ofSap;
		return isOwn && !isWordOfAnother(label, fieldId) ? [[fieldId, label] as const] : [];
	});
	return Object.fromEntries(own);
}

/** What HR systems mean by a word stays what it means, unless the company made a field of its own for it. */
function isWordOfAnother(label: string, fieldId: string): boolean {
	const [only, ...more] = fieldsOfHeading(label);
	return !isCustom(fieldId) && only !== undefined && more.length === 0 && only.id !== fieldId;
}
