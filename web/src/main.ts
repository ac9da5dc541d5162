import { mount } from 'svelte';
import './page.css';
import { App } from './app.svelte';
import Page from './components/Page.svelte';
import { directionOf, language, preferredLanguage, t } from './language.svelte';
import { readInputs } from './view';

const target = document.getElementById('page')!;

function start(): void {
  language.code = preferredLanguage(navigator.languages ?? ['en']);
  document.documentElement.lang = language.code;
  document.documentElement.dir = directionOf(language.code);
  const inputs = readInputs(document);
  if (!inputs.view) {
    target.textContent = t('page.empty');
    return;
  }
  mount(Page, { target, props: { app: new App(inputs, inputs.view) } });
}

try {
  start();
} catch (fault) {
  target.setAttribute('role', 'alert');
  target.textContent = `${t('page.broken')} ${fault instanceof Error ? fault.message : String(fault)}`;
}
