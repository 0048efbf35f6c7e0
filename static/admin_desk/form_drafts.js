"use strict";
// What is typed in a form is kept on the server until it is saved, and leaving the page is asked about.
// Saving looks first whether one is still logged in, so that the form stays in front of whoever typed it.

const draftKey = document.querySelector("[name=draft_key]");
const typedForm = draftKey.form;
const keptWords = document.getElementById("draft-kept");
const loggedOut = document.getElementById("form-logged-out");
const KEEP_AFTER = 1500; // milliseconds after the last key
const LOOK_AGAIN = 2000; // whether somebody has logged in again
const BACKGROUND = { "X-Background": "1" }; // what a page asks for by itself keeps no session open
const fieldsAtStart = "unsaved" in draftKey.dataset ? "" : typedFields();
let isLeaving = false;
let isSaving = false; // a second click saves nothing twice
let isChecked = false; // whether one is logged in
const SAVE_AGAIN = 5000; // where an answer has not come
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
let keepTimer = 0;
let keeping = Promise.resolve(); // a draft must not arrive after the form was saved
let loginWindow = null;

const hasTyped = () => typedFields() !== fieldsAtStart;

function typedFields() {
  const isText = ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken";
  return JSON.stringify([...new FormData(typedForm)].filter(isText));
}

function draftBody() {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", typedForm.elements.csrfmiddlewaretoken.value);
  data.append("model", draftKey.dataset.model);
  data.append("record_pk", draftKey.dataset.record);
  data.append("key", draftKey.value);
  data.append("fields", typedFields());
  data.append("query", location.search);
  return data;
}

async function keepTyped() {
  clearTimeout(keepTimer);
  if (isLeaving || !hasTyped()) return;
  const request = { method: "POST", body: draftBody(), headers: BACKGROUND, redirect: "manual" };
  try {
    const answer = await fetch(draftKey.dataset.address, request);
    if (answer.ok) {
      keptWords.textContent = `${keptWords.dataset.words} ${new Date().toLocaleTimeString(document.documentElement.lang, TIME)}`;
    } else if (answer.type === "opaqueredirect" || answer.status === 403) {
      await isLoggedIn();
    }
  } catch {
    // no network: what is typed next tries again
  }
}

function noteTyped() {
  if (isLeaving) return;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(() => (keeping = keepTyped()), KEEP_AFTER);
}

// Whether this person is logged in; every form of the page then has the token of the session.
async function isLoggedIn() {
  let session;
  try {
    const answer = await fetch(draftKey.dataset.address, { headers: BACKGROUND, redirect: "manual" });
    session = answer.ok ? await answer.json() : null;
  } catch {
    return true; // no network: the browser says so itself
  }
  const isSame = session !== null && String(session.user) === draftKey.dataset.user;
  if (isSame) {
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = session.token;
  }
  loggedOut.hidden = isSame;
  return isSame;
}

async function waitForLogin() {
  while (!(await isLoggedIn())) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  loginWindow?.close();
  loginWindow = null;
  keeping = keepTyped();
}

loggedOut.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  loginWindow = open(event.target.href, "login", "popup,width=520,height=720");
  waitForLogin();
});

typedForm.addEventListener("submit", async (event) => {
  if (isChecked) {
    isChecked = false;
    return;
  }
  event.preventDefault();
  if (isSaving) return;
  isSaving = true;
  clearTimeout(keepTimer);
  await keeping;
  if (!(await isLoggedIn())) {
    isSaving = false;
    loggedOut.querySelector("a").focus();
    return;
  }
  isLeaving = isChecked = true;
  typedForm.requestSubmit(event.submitter);
  isChecked = false;
  setTimeout(() => (isSaving = false), SAVE_AGAIN);
});

// Before anything else hears of it: choosing in Select2 tells jQuery only
typedForm.addEventListener("input", noteTyped);
typedForm.addEventListener("change", noteTyped);
document.addEventListener("formset:removed", noteTyped);
addEventListener("load", () => window.django?.jQuery?.(typedForm).on("change", noteTyped));
addEventListener("beforeunload", (event) => {
  if (!isLeaving && hasTyped()) event.preventDefault();
});
addEventListener("pagehide", () => {
  if (!isLeaving && hasTyped()) navigator.sendBeacon(draftKey.dataset.address, draftBody());
});
addEventListener("pageshow", (event) => {
  if (event.persisted) isLeaving = isSaving = false;
});
